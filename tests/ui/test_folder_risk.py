"""Which folders are no good home for a practice."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from relationship_desk.ui.entrance.folder_risk import cloud_of, folder_warning


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\ada\OneDrive - Linden Street\Documents\L.desk"), "OneDrive"),
        (PurePosixPath("/home/ada/Dropbox (Personal)/L.desk"), "Dropbox"),
        (PurePosixPath("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/L.desk"), "iCloud"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/GoogleDrive-ada/My Drive/L.desk"), "a cloud service"),
        (PureWindowsPath(r"G:\My Drive\L.desk"), "Google Drive"),
        (PurePosixPath("/home/ada/Nextcloud/L.desk"), "Nextcloud"),
    ],
)
def test_a_folder_that_syncs_is_named(folder: PurePosixPath | PureWindowsPath, service: str) -> None:
    assert cloud_of(folder) == service
    assert service in folder_warning(folder)


@pytest.mark.parametrize(
    ("folder", "file_system", "removable"),
    [
        (PurePosixPath("/mnt/practice/L.desk"), "cifs", False),
        (PurePosixPath("/home/ada/L.desk"), "NFS4", False),
        (PureWindowsPath(r"\\server\practice\L.desk"), "", False),
        (PurePosixPath("/media/ada/STICK/L.desk"), "vfat", False),
        (PurePosixPath("/run/media/ada/STICK/L.desk"), "ext4", False),
        (PurePosixPath("/Volumes/STICK/L.desk"), "apfs", False),
        (PureWindowsPath(r"E:\L.desk"), "NTFS", True),
    ],
)
def test_a_network_or_a_loose_drive_is_warned_of(
    folder: PurePosixPath | PureWindowsPath, file_system: str, removable: bool
) -> None:
    assert folder_warning(folder, file_system, removable=removable)


@pytest.mark.parametrize(
    "folder",
    [
        PurePosixPath("/home/ada/.local/share/relationship-desk/L.desk"),
        PurePosixPath("/home/ada/Documents/Megan/L.desk"),
        PurePosixPath("/Users/ada/Library/Application Support/relationship-desk/L.desk"),
        PureWindowsPath(r"C:\Users\ada\AppData\Local\relationship-desk\L.desk"),
    ],
)
def test_a_local_folder_is_fine(folder: PurePosixPath | PureWindowsPath) -> None:
    assert folder_warning(folder, "ext4") == ""
