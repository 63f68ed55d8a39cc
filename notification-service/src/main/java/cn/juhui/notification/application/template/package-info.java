/// Changing the sentences, and what that needs from outside.
@NullMarked
package cn.juhui.notification.application.template;

import org.jspecify.annotations.NullMarked;
