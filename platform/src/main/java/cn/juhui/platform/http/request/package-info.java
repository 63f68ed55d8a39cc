/// What a request says: who asks, for what, which page.
@NullMarked
package cn.juhui.platform.http.request;

import org.jspecify.annotations.NullMarked;
