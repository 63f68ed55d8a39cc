/// What is read of a stored document, and what an update makes of its bytes.
@NullMarked
package cn.juhui.embeddedmongo.document;

import org.jspecify.annotations.NullMarked;
