/// Bodies of requests: their size, their form, and how many may be read at a time.
@NullMarked
package cn.juhui.platform.http.body;

import org.jspecify.annotations.NullMarked;
