@NullMarked
package cn.juhui.standalone;

import org.jspecify.annotations.NullMarked;
