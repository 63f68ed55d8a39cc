@NullMarked
package cn.juhui.notification.adapter.http;

import org.jspecify.annotations.NullMarked;
