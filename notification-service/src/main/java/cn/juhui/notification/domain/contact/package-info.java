/// How people want to hear of their news outside of the inbox, and which news that is.
@NullMarked
package cn.juhui.notification.domain.contact;

import org.jspecify.annotations.NullMarked;
