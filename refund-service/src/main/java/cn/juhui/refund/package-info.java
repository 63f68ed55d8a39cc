/// refund-service.
@NullMarked
package cn.juhui.refund;

import org.jspecify.annotations.NullMarked;
