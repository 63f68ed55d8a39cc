package cn.juhui.platform.trace;

/// A span that has begun. One thread has it at a time.
public interface Span {

    /// What its children are told of it.
    String traceparent();

    /// How it is called, where that is known later than it begins.
    void name(String name);

    /// Something about it: never anybody's name, and nothing that a person wrote.
    void set(String key, String value);

    /// It ended with a failure, whose message stays here.
    void failed(Throwable failure);

    /// It is over.
    void end();
}
