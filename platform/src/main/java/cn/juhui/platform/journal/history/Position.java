package cn.juhui.platform.journal.history;

/// A place in an aggregate's history.
///
/// @param subject the aggregate's id
/// @param at from 1
public record Position(String subject, long at) {}
