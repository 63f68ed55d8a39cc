@NullMarked
package cn.juhui.order.adapter.payer;

import org.jspecify.annotations.NullMarked;
