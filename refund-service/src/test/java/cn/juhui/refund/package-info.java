@NullMarked
package cn.juhui.refund;

import org.jspecify.annotations.NullMarked;
