/// The history that every aggregate carries: a chain of hashed entries.
@NullMarked
package cn.juhui.platform.journal.history;

import org.jspecify.annotations.NullMarked;
