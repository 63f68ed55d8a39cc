/// How documents become ordered index keys, and which part of an index a filter and a sort order need to read.
@NullMarked
package cn.juhui.embeddedmongo.index;

import org.jspecify.annotations.NullMarked;
