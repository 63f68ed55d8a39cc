/// The journal's promises, checked.
@NullMarked
package cn.juhui.platform.journal;

import org.jspecify.annotations.NullMarked;
