/// The network side: the library's protocol handlers, and an answer that waits until what it says is on disk.
@NullMarked
package cn.juhui.embeddedmongo.wire;

import org.jspecify.annotations.NullMarked;
