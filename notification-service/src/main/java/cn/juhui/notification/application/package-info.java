/// The use cases, one class each, and what they need from outside.
@NullMarked
package cn.juhui.notification.application;

import org.jspecify.annotations.NullMarked;
