/// HTTP as the house speaks it, asked from outside.
@NullMarked
package cn.juhui.platform.http;

import org.jspecify.annotations.NullMarked;
