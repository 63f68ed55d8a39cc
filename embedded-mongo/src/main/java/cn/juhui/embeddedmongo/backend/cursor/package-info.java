/// Answers in batches.
@NullMarked
package cn.juhui.embeddedmongo.backend.cursor;

import org.jspecify.annotations.NullMarked;
