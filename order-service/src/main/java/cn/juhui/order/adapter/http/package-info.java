/// The HTTP API of orders, rules and policies: text to command, decision to answer.
@NullMarked
package cn.juhui.order.adapter.http;

import org.jspecify.annotations.NullMarked;
