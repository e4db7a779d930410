"""The encrypted store: engine, tables, repositories, unit of work, migrations, backup and audit."""
