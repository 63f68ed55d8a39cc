/// The other services, asked in the caller's name.
@NullMarked
package cn.juhui.notification.adapter.services;

import org.jspecify.annotations.NullMarked;
