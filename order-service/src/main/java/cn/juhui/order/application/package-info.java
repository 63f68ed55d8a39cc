/// What can be done with orders and policies: a use case each, and the ports they need.
@NullMarked
package cn.juhui.order.application;

import org.jspecify.annotations.NullMarked;
