"""Whether a folder is a good home for a practice: not where a cloud, a network or a loose stick takes it along."""

from __future__ import annotations

import re
from pathlib import PurePath

_CLOUDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "box sync": "Box",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
    "cloudstorage": "a cloud service",
}
_NETWORK = frozenset(
    {"cifs", "smbfs", "smb2", "smb3", "nfs", "nfs4", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.davfs", "9p"}
)
_REMOVABLE_MOUNTS = (("/", "media"), ("/", "run", "media"), ("/", "Volumes"))
_UNC = re.compile(r"^(\\\\|//)[^\\/]")


def cloud_of(folder: PurePath) -> str:
    """The cloud service whose folder this looks like, by the names along its path; empty for none."""
    for part in folder.parts:
        name = part.lower()
        for known, service in _CLOUDS.items():
            # OneDrive and Dropbox put the owner's name behind: "OneDrive - Linden Street", "Dropbox (Personal)".
            if name == known or name.startswith((f"{known} -", f"{known} (", f"{known}-")):
                return service
    return ""


def folder_warning(folder: PurePath, file_system: str = "", *, removable: bool = False) -> str:
    """What speaks against keeping a practice in ``folder``, in a sentence; empty when nothing does.

    ``file_system`` is what the system calls the type of the volume, ``removable`` whether it says it can be taken out.
    """
    cloud = cloud_of(folder)
    if cloud:
        return (
            f"This folder looks like one that {cloud} copies to other computers. The practice stays encrypted there, "
            "but a copy taken mid-change may be damaged. Choose a folder that does not sync."
        )
    if file_system.lower() in _NETWORK or _UNC.match(str(folder)):
        return "This folder is on a network. A practice is safest on this computer itself. Choose a local folder."
    if removable or _on_removable_mount(folder):
        return (
            "This folder is on a drive that can be taken out. Keep the practice on this computer and use the drive "
            "for backups."
        )
    return ""


def _on_removable_mount(folder: PurePath) -> bool:
    return any(folder.parts[: len(mount)] == mount and len(folder.parts) > len(mount) for mount in _REMOVABLE_MOUNTS)
