/// A picture: its format, its brightness, the forms in which it is kept and shown.
@NullMarked
package cn.juhui.evidence.domain.picture;

import org.jspecify.annotations.NullMarked;
