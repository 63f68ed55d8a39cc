package cn.juhui.contracts;

/// Evidence that an application needs.
///
/// @param min how many pieces of the kind, 1 or more
public record EvidenceNeed(EvidenceKind kind, int min) {}
