@NullMarked
package cn.juhui.refund.adapter.mongo;

import org.jspecify.annotations.NullMarked;
