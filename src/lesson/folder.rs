//! Temporary folders.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// An empty folder that goes when this does.
pub struct Folder(PathBuf);

impl Folder {
    /// # Errors
    /// Those of the file system.
    pub fn new() -> io::Result<Folder> {
        let base = std::env::temp_dir().canonicalize()?;
        loop {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = base.join(format!("biji-test-{}-{number}", std::process::id()));
            match std::fs::create_dir(&path) {
                Ok(()) => return Ok(Folder(path)),
                // Left by a process of the same number.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Copy what is in a folder into this one.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn fill_from(&self, from: &Path) -> io::Result<()> {
        copy(from, &self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What a lesson has made unremovable stays.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
