/// Orders, order numbers and policies in MongoDB.
@NullMarked
package cn.juhui.order.adapter.mongo;

import org.jspecify.annotations.NullMarked;
