@NullMarked
package cn.juhui.standalone.dev;

import org.jspecify.annotations.NullMarked;
