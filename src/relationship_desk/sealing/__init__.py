"""Keys: the data key, the secrets that open it, and the key file. Cryptography only, no SQL."""
