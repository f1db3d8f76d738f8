//! Whether a file lies on a network drive, where locks are unreliable and no memory is shared.

use std::path::Path;

/// Kinds of file systems that are shared over a network, as Linux calls them.
const NETWORK_KINDS: &[&str] =
    &["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre", "fuse.sshfs"];

/// Whether a path lies on a network drive, as far as the system says: by the table of mounts on Linux, and by the form of
/// the path on Windows. Other systems do not say.
pub fn is_network_drive(path: &Path) -> bool {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = absolute.parent().unwrap_or(&absolute);
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    if cfg!(windows) {
        let text = folder.to_string_lossy();
        return text.starts_with(r"\\?\UNC\") || text.starts_with(r"\\") && !text.starts_with(r"\\?\");
    }
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    kind_of_drive(&mounts, &folder).is_some_and(|kind| NETWORK_KINDS.contains(&kind))
}

/// The kind of the file system that holds a folder, from a table of mounts (device, place, kind, …).
fn kind_of_drive<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let fields = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let holding = fields.filter_map(|fields| {
        // Spaces in places are written as octal numbers.
        let place = fields.get(1)?.replace("\\040", " ");
        folder.starts_with(&place).then_some((place.len(), *fields.get(2)?))
    });
    // Of mounts over each other the last one is seen.
    holding.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_counts() {
        let mounts =
            "/dev/sda1 / ext4 rw 0 0\nserver:/papers /mnt/papers nfs4 rw 0 0\n//nas/a /mnt/my\\040papers cifs rw 0 0\n";
        assert_eq!(kind_of_drive(mounts, Path::new("/home/a")), Some("ext4"));
        assert_eq!(kind_of_drive(mounts, Path::new("/mnt/papers/2024")), Some("nfs4"));
        assert_eq!(kind_of_drive(mounts, Path::new("/mnt/my papers")), Some("cifs"));
        assert_eq!(kind_of_drive("", Path::new("/")), None);
    }
}
