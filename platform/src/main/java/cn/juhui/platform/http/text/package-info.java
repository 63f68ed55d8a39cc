/// Texts for people, in the language that they asked for.
@NullMarked
package cn.juhui.platform.http.text;

import org.jspecify.annotations.NullMarked;
