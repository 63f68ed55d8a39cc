/// CSV imports: orders and uses of cards.
@NullMarked
package cn.juhui.order.adapter.http.imports;

import org.jspecify.annotations.NullMarked;
