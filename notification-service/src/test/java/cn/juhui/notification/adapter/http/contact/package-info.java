@NullMarked
package cn.juhui.notification.adapter.http.contact;

import org.jspecify.annotations.NullMarked;
