/// What operators pause and let go again, in all services.
@NullMarked
package cn.juhui.notification.application.lever;

import org.jspecify.annotations.NullMarked;
