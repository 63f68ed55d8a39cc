@NullMarked
package cn.juhui.notification.adapter.mongo;

import org.jspecify.annotations.NullMarked;
