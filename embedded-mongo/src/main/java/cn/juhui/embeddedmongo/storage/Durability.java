package cn.juhui.embeddedmongo.storage;

/// What a write command waits for before it is answered.
public enum Durability {
    /// The change is on the disk: it survives a killed process and a power cut.
    SYNCED,
    /// The operating system has the change: it survives a killed process, but not a power cut.
    WRITTEN
}
