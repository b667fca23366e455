package io.github.audibleabssync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells file systems that live on another machine, where SQLite's locks and shared memory cannot be relied upon. */
final class NetworkFileSystem {

    private static final Set<String> REMOTE =
            Set.of(
                    "9p",
                    "afs",
                    "afpfs",
                    "ceph",
                    "cifs",
                    "davfs",
                    "fuse.ceph",
                    "fuse.davfs2",
                    "fuse.glusterfs",
                    "fuse.grpcfuse",
                    "fuse.rclone",
                    "fuse.s3fs",
                    "fuse.sshfs",
                    "glusterfs",
                    "ncpfs",
                    "sshfs",
                    "webdav");

    private NetworkFileSystem() {}

    /** The type of the file system that holds a folder, if it is a remote one; empty when it is local or not known. */
    static Optional<String> find(Path folder) {
        try {
            String type = Files.getFileStore(folder).type();
            return isRemote(type) ? Optional.of(type) : Optional.empty();
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    /** Whether a type, as the operating system names it, is that of a remote file system. */
    static boolean isRemote(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return REMOTE.contains(name) || name.startsWith("nfs") || name.startsWith("smb");
    }
}
