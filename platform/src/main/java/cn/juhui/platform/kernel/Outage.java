package cn.juhui.platform.kernel;

/// Marks an exception that says: somebody whom this needs is away (another service, a channel, a store), nothing is wrong with what was asked. It is tried again
/// for as long as it lasts; anything else that fails the same way again and again is put aside.
public interface Outage {}
