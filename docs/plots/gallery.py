import numpy as np
import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
OUT = '.'
rng = np.random.default_rng(7)

def save(name):
    plt.savefig(OUT + '/' + name + '.png')
    plt.close('all')

# tour
t = np.linspace(0, 2 * np.pi, 200)
plt.plot(t, np.sin(t), label=r'$\sin t$')
plt.plot(t, np.cos(t), '--', label=r'$\cos t$')
plt.plot(t[::20], np.sin(t[::20]) * np.cos(t[::20]), 'r^', label='samples')
plt.xlabel('time [s]'); plt.ylabel('height'); plt.title('Two waves'); plt.legend(); plt.grid(alpha=0.4)
plt.annotate('top', xy=(np.pi / 2, 1), xytext=(2.6, 0.8), arrowprops=dict(arrowstyle='->'))
save('tour')

# logistic regression: the cost
X = np.c_[np.ones(200), rng.normal(size=(200, 2))]
y = (X @ [0.3, 2.0, -1.5] + rng.normal(size=200) * 0.5 > 0).astype(float)
w = np.zeros(3); costs = []
for step in range(300):
    p = 1 / (1 + np.exp(-X @ w))
    costs.append(-np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)))
    w -= 0.5 * X.T @ (p - y) / 200
plt.plot(costs); plt.xlabel('iterations'); plt.ylabel('cost'); plt.title('Learning rate = 0.5')
save('logistic')

# planar data and a decision boundary
a = np.linspace(0, 3 * np.pi, 150)
P = np.r_[np.c_[a * np.cos(a), a * np.sin(a)], np.c_[-a * np.cos(a), -a * np.sin(a)]] / 10 + rng.normal(size=(300, 2)) * 0.02
label = np.repeat([0, 1], 150)
gx, gy = np.meshgrid(np.linspace(-1.1, 1.1, 120), np.linspace(-1.1, 1.1, 120))
near = ((gx[..., None] - P[:, 0]) ** 2 + (gy[..., None] - P[:, 1]) ** 2).argmin(-1)
plt.contourf(gx, gy, label[near], cmap=plt.cm.Spectral, alpha=0.8)
plt.scatter(P[:, 0], P[:, 1], c=label, s=25, cmap=plt.cm.Spectral, edgecolors='k')
plt.title('Nearest neighbour'); plt.xlabel('x1'); plt.ylabel('x2')
save('planar')

# images
yy, xx = np.mgrid[0:96, 0:128]
photo = np.stack([xx / 127, yy / 95, 0.5 + 0.5 * np.sin(np.hypot(xx - 64, yy - 48) / 5)], -1)
fig, ax = plt.subplots(1, 3, figsize=(9, 3))
ax[0].imshow(photo); ax[0].set_title('colour'); ax[0].axis('off')
gray = photo @ [0.299, 0.587, 0.114]
ax[1].imshow(gray, cmap='gray'); ax[1].set_title('grey'); ax[1].axis('off')
edges = np.hypot(*np.gradient(gray)); im = ax[2].imshow(edges, cmap='magma'); ax[2].set_title('edges'); fig.colorbar(im, ax=ax[2])
save('images')

# random walks
fig, axes = plt.subplots(2, 2, figsize=(8, 6), sharex=True)
walks = rng.choice([-1, 1], size=(500, 400)).cumsum(axis=1)
axes[0, 0].plot(walks[:5].T, lw=0.8); axes[0, 0].set_title('five walks')
axes[0, 1].plot(walks.std(axis=0), label='measured'); axes[0, 1].plot(np.sqrt(np.arange(400)), 'k:', label=r'$\sqrt{n}$'); axes[0, 1].legend()
axes[1, 0].fill_between(np.arange(400), *np.percentile(walks, [5, 95], axis=0), alpha=0.3); axes[1, 0].plot(np.median(walks, axis=0))
axes[1, 0].set_xlabel('step'); axes[1, 1].step(np.arange(400), walks[9]); axes[1, 1].set_xlabel('step')
fig.suptitle('Random walks'); fig.tight_layout()
save('walks')

# ODE steps
fig, ax = plt.subplots()
for h, style in ((0.5, 'o-'), (0.25, 's-'), (0.05, '-')):
    ts = np.arange(0, 4 + h / 2, h); ys = [1.0]
    for s in ts[:-1]:
        ys.append(ys[-1] + h * (-2 * ys[-1] + np.sin(s)))
    ax.plot(ts, ys, style, ms=4, label=f'h = {h}')
gx, gy = np.meshgrid(np.linspace(0, 4, 17), np.linspace(-0.4, 1, 12))
slope = -2 * gy + np.sin(gx)
ax.quiver(gx, gy, 1 / np.hypot(1, slope), slope / np.hypot(1, slope), color='0.7', angles='xy', zorder=0)
ax.legend(); ax.set_title("Euler's steps")
save('ode')

# fractal
c = np.linspace(-2, 0.6, 300)[None, :] + 1j * np.linspace(-1.2, 1.2, 260)[:, None]
z = np.zeros_like(c); n = np.zeros(c.shape)
for k in range(40):
    alive = np.abs(z) < 2
    z[alive] = z[alive] ** 2 + c[alive]; n[alive] += 1
plt.imshow(n, cmap='hot', extent=[-2, 0.6, -1.2, 1.2], origin='lower'); plt.colorbar(label='steps'); plt.title('Mandelbrot')
save('fractal')

# regression
x = rng.uniform(0, 10, 60); y = 1.5 * x + 4 + rng.normal(size=60) * 2
k = np.polyfit(x, y, 1)
plt.scatter(x, y, s=30, alpha=0.7, label='data'); plt.plot([0, 10], np.polyval(k, [0, 10]), 'r', lw=2, label=f'{k[0]:.2f} x + {k[1]:.2f}')
plt.errorbar([2, 5, 8], np.polyval(k, [2, 5, 8]), yerr=2, fmt='ks', capsize=5); plt.legend(loc='upper left'); plt.xlabel('x'); plt.ylabel('y')
save('regression')

# k-means
Q = np.concatenate([rng.normal(m, 0.5, (80, 2)) for m in ((0, 0), (3, 1), (1, 3))])
centres = Q[[0, 100, 200]]
for _ in range(10):
    who = ((Q[:, None] - centres) ** 2).sum(-1).argmin(1)
    centres = np.array([Q[who == j].mean(0) for j in range(3)])
plt.scatter(*Q.T, c=who, cmap='viridis', s=20); plt.scatter(*centres.T, c='red', marker='X', s=200, edgecolors='k', label='centres'); plt.legend()
plt.title('k-means')
save('kmeans')

# numbers in bars
fig, (b1, b2, b3) = plt.subplots(1, 3, figsize=(10, 3.2))
b1.hist(rng.normal(size=2000), bins=40, color='teal', edgecolor='white'); b1.axvline(0, color='k', ls='--'); b1.set_title('hist')
bars = b2.bar(['a', 'b', 'c'], [3, 5, 2], color=['C0', 'C1', 'C2'], yerr=0.4, capsize=4); b2.bar_label(bars); b2.set_title('bar')
b3.pie([40, 35, 25], labels=['x', 'y', 'z'], autopct='%d%%', startangle=90, explode=(0, 0.08, 0)); b3.set_title('pie')
fig.tight_layout()
save('bars')
