"""Records to series, series to statistics, statistics to signals. Pure functions: no store, no Qt."""
