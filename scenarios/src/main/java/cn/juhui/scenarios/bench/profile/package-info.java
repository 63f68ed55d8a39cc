/// Where a platform's processor time goes.
@NullMarked
package cn.juhui.scenarios.bench.profile;

import org.jspecify.annotations.NullMarked;
