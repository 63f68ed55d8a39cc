/// What operators did, in all services.
@NullMarked
package cn.juhui.notification.application.trail;

import org.jspecify.annotations.NullMarked;
