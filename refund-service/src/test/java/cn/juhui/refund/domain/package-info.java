@NullMarked
package cn.juhui.refund.domain;

import org.jspecify.annotations.NullMarked;
