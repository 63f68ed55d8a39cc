package cn.juhui.embeddedmongo.index;

/// Stands for an array without elements, which MongoDB indexes below null.
enum EmptyArray {
    INSTANCE
}
