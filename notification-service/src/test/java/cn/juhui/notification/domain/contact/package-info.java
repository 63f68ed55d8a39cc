@NullMarked
package cn.juhui.notification.domain.contact;

import org.jspecify.annotations.NullMarked;
