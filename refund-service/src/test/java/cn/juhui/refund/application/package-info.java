@NullMarked
package cn.juhui.refund.application;

import org.jspecify.annotations.NullMarked;
