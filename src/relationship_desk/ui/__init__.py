"""The window: shell, pages, widgets and plots. With app the only room that imports Qt."""
