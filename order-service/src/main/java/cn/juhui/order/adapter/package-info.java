/// Where orders meet the outside.
@NullMarked
package cn.juhui.order.adapter;

import org.jspecify.annotations.NullMarked;
