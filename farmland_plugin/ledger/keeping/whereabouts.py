"""Places a ledger should not lie in: folders kept in step with other computers, network drives, removable media."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Iterable, List, Mapping, Optional, Tuple

from ...domain.errors import FarmlandError, LedgerError
from ...i18n import tr

# beginnings of folder names, in lower case -> what the program calls itself
_BEGINNINGS = {
    "onedrive": "OneDrive", "nutstore": "坚果云", "dropbox": "Dropbox", "icloud": "iCloud", "clouddocs": "iCloud",
    "com~apple~clouddocs": "iCloud", "googledrive": "Google Drive", "google drive": "Google Drive",
    "my drive": "Google Drive", "baidunetdisk": "百度网盘", "baidusyncdisk": "百度网盘", "baiduyun": "百度网盘",
    "wechat files": "微信", "xwechat_files": "微信", "wxwork": "企业微信", "wecom": "企业微信", "dingtalk": "钉钉",
    "dingdrive": "钉钉", "larkshell": "飞书", "tencent files": "QQ", "weiyun": "腾讯微云", "wpsdrive": "WPS 云盘",
    "wps cloud files": "WPS 云盘", "wps网盘": "WPS 云盘", "aliyundrive": "阿里云盘", "seafile": "Seafile",
    "seadrive": "Seafile", "nextcloud": "Nextcloud", "owncloud": "ownCloud", "synologydrive": "Synology",
    "syncthing": "Syncthing", "360cloud": "360 云盘",
}
# texts anywhere in a folder's name, and at its end
_WITHIN = {
    "企业微信": "企业微信", "坚果云": "坚果云", "百度网盘": "百度网盘", "百度云": "百度网盘", "微信": "微信", "钉钉": "钉钉",
    "飞书": "飞书", "微云": "腾讯微云",
}
_ENDS = ("网盘", "云盘", "云同步", "同步盘")
_SYNC_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
_NETWORK = ("nfs", "cifs", "smb", "ncp", "afs", "9p", "davfs", "fuse.sshfs", "fuse.gvfsd", "fuse.rclone", "fuse.davfs", "ceph",
            "glusterfs", "fuse.glusterfs", "lustre", "vboxsf", "drvfs", "prl_fs", "fuse.vmhgfs")
_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/Volumes/")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4
Mount = Tuple[str, str, str]  # device, mount point, type


def risks(path: Path, mounts: Optional[Iterable[Mount]] = None,
          environ: Optional[Mapping[str, str]] = None) -> List[FarmlandError]:
    """Return a sentence for each danger of the place a ledger lies in, or is to lie in; nothing for a plain folder.

    :param mounts: mounted file systems, the computer's own when None. :param environ: variables, the program's when None.
    """
    whole = _absolute(path)
    found: List[FarmlandError] = []
    service = sync_service(whole, os.environ if environ is None else environ)
    if service:
        found.append(LedgerError(tr(
            "{path} lies in a folder that {service} copies to other computers: it may catch the ledger in the middle of a "
            "write, or put an older one in its place. Move the ledger to a plain folder of this computer."), path=path,
            service=service))
    kind = network_kind(whole, list(_mounts() if mounts is None else mounts))
    if kind:
        found.append(LedgerError(tr(
            "{path} lies on a network drive ({kind}), where the locks that keep two writers apart do not hold: the ledger can be "
            "damaged. Keep it on this computer; for several people use a ledger in a database."), path=path, kind=kind))
    elif is_removable(whole):
        found.append(LedgerError(tr(
            "{path} lies on a removable medium: pulled out during a write, or lost, it takes the ledger with it. Keep the "
            "ledger on this computer and its backups on the medium."), path=path))
    return found


def _absolute(path: Path) -> str:
    return os.path.abspath(os.path.realpath(str(path))) if not str(path).startswith(("\\\\", "//")) else str(path)


def sync_service(path: str, environ: Mapping[str, str]) -> str:
    """Return what keeps a path's folder in step with other computers, '' when nothing known does."""
    for name, service in _SYNC_VARIABLES.items():
        folder = environ.get(name, "")
        if folder and os.path.normcase(path).startswith(os.path.normcase(folder).rstrip("\\/") + os.sep):
            return service
    for part in path.replace("\\", "/").lower().split("/")[:-1]:
        for text, service in _WITHIN.items():
            if text in part:
                return service
        if part.endswith(_ENDS):
            return part
        for text, service in _BEGINNINGS.items():
            if part == text or (part.startswith(text) and (len(text) > 7 or not part[len(text)].isalnum())):
                return service
    return ""


def network_kind(path: str, mounts: List[Mount]) -> str:
    """Return what kind of network drive a path lies on, '' when it lies on a disk of this computer."""
    if path.startswith(("\\\\", "//")):
        return "UNC"
    if sys.platform == "win32":
        return tr("drive {letter}").format(letter=path[:2]) if _windows_drive(path) == _WINDOWS_REMOTE else ""
    if "/gvfs/" in path:
        return "gvfs"
    holding = [mount for mount in mounts if path == mount[1] or path.startswith(mount[1].rstrip("/") + "/")]
    kind = max(holding, key=lambda mount: len(mount[1]))[2] if holding else ""
    return kind if kind.startswith(_NETWORK) else ""


def is_removable(path: str) -> bool:
    """Whether a path lies on a medium that can be pulled out."""
    if sys.platform == "win32":
        return _windows_drive(path) == _WINDOWS_REMOVABLE
    return path.startswith(_REMOVABLE_ROOTS)


def _windows_drive(path: str) -> int:
    """Return Windows' own number for the kind of drive a path lies on."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return int(windll.kernel32.GetDriveTypeW(os.path.splitdrive(path)[0] + "\\")) if windll is not None else 0


def _mounts() -> List[Mount]:
    """Return the mounted file systems of a Linux computer; nothing elsewhere."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    split = [line.split(" ") for line in lines]
    return [(parts[0], parts[1].replace("\\040", " "), parts[2]) for parts in split if len(parts) > 2]
