package cn.juhui.platform.kernel;

/// A value whose stored form is another record: its states are sealed where its documents are flat. What is stored stays as it is,
/// whatever becomes of the value. It is read back by its constructor that takes that record alone.
///
/// @param <F> that record
public interface StoredAs<F extends Record> {

    /// The form that this value is stored in.
    F stored();
}
