# Writes math-vectors.json: values of the functions in this folder at 60 digits (mpmath 1.4), rounded to doubles once.
# Run: pip install mpmath && python math-vectors.py
import mpmath as mp, json
mp.mp.dps=60
f=lambda v: float(v)
pts=[-30,-6,-3.3,-1,-0.46875,-0.1,0,1e-10,0.2,0.46875,0.5,1,1.5,2,3.9,4,4.1,6,10,20,26,27,100]
out={}
out["erf"]=[[x,f(mp.erf(x))] for x in pts]
out["erfc"]=[[x,f(mp.erfc(x))] for x in pts]
ex=[]
for x in pts:
    if x<-26: continue
    X=mp.mpf(x); ex.append([x,f(mp.exp(X*X)*mp.erfc(X))])
out["erfcx"]=ex
npts=[-37,-20,-8,-5,-3,-1.96,-1,-0.5,0,0.3,1,1.645,2.33,5,8]
out["cdf"]=[[x,f(mp.erfc(-mp.mpf(x)/mp.sqrt(2))/2)] for x in npts]
def q(p):
    p=mp.mpf(p)
    # solve on log scale for tails
    if p<0.5: 
        g=lambda x: mp.log(mp.erfc(-x/mp.sqrt(2))/2)-mp.log(p)
        x0=-mp.sqrt(-2*mp.log(p)) if p<0.1 else mp.mpf(-0.3)
        return mp.findroot(g,(x0,x0+0.2),tol=1e-80, maxsteps=200)
    return mp.sqrt(2)*mp.erfinv(2*p-1)
ps=[1e-300,1e-100,1e-20,1e-12,1e-6,0.001,0.01,0.05,0.075,0.2,0.4,0.5,0.6,0.9,0.95,0.975,0.99,0.999999]
out["quantile"]=[[p,f(q(p))] for p in ps]
out["logGamma"]=[[x,f(mp.loggamma(x))] for x in [1e-5,0.1,0.5,0.999,1,1.5,2,2.001,3,5.5,10,11.3,50,171.5,1e4,1e10]]
out["beta"]=[[a,b,x,f(mp.betainc(a,b,0,x,regularized=True))] for a,b,x in [(0.5,0.5,0.2),(2,3,0.4),(10,0.5,0.9),(14.5,0.5,0.3),(1000,0.5,0.999),(0.5,20,0.01),(5,5,0.5),(1260,0.5,0.9975),(200,300,0.45),(3,1,0.999)]]
out["gamma"]=[[a,x,f(mp.gammainc(a,0,x,regularized=True))] for a,x in [(0.5,0.1),(1,1),(3,2),(10,15),(50,40),(100,130),(0.5,20),(1000,980),(2.5,1e-3)]]
out["student"]=[[t,d,f(mp.betainc(mp.mpf(d)/2,mp.mpf(1)/2,0,mp.mpf(d)/(d+mp.mpf(t)**2),regularized=True))] for t,d in [(0,5),(1,1),(2,10),(2.5,30),(-3,100),(1.96,2519),(6,252)]]
# elementary functions: correctly rounded values
import math
el={}
def add(name,fn,xs): el[name]=[[x,f(fn(mp.mpf(x)))] for x in xs]
add("exp",mp.exp,[-745,-700.5,-20.25,-1,-0.34,-1e-9,0,1e-10,0.5,1,1.04,2,10,88.7,709.5])
add("log",mp.log,[5e-324,1e-300,0.1,0.5,0.70710678,0.999999,1.0000001,1.5,2,10,12345.678,1e300])
add("log1p",mp.log1p,[-0.999,-0.5,-0.29,-1e-5,1e-17,1e-10,0.2,0.4142,0.5,1,100,1e18])
add("expm1",mp.expm1,[-50,-10,-1,-0.3,-1e-12,1e-17,1e-8,0.2,0.35,1,5,30,57,700])
add("log10",mp.log10,[1e-300,0.001,0.5,2,3,10,100,1e15,1e300,123456])
add("log2",lambda x: mp.log(x)/mp.log(2),[5e-324,0.1,0.5,1.1,2,3,10,1024,1e300])
add("sin",mp.sin,[-100,-3,-0.5,1e-9,0.1,0.7853,0.8,1.5707963,2,3.14159265,10,12345.678,1e6,1e7,1e22,1e300])
add("cos",mp.cos,[-100,-3,-0.5,1e-9,0.1,0.3,0.7,0.7853,0.8,1.5707963,2,3.14159265,10,12345.678,1e6,1e7,1e22,1e300])
add("tan",mp.tan,[-100,-3,-0.5,1e-9,0.1,0.67,0.68,0.7853,0.8,1.5707963,2,3.14159265,10,12345.678,1e6,1e7,1e22,1e300])
add("asin",mp.asin,[-1,-0.99,-0.6,-0.3,1e-9,0.1,0.5,0.9,0.975,0.9999999])
add("acos",mp.acos,[-1,-0.99,-0.6,-0.3,1e-9,0.1,0.5,0.9,0.975,0.9999999])
add("atan",mp.atan,[-1e20,-5,-1,-0.4,1e-9,0.1,0.4375,0.5,0.7,1,1.2,2,2.5,100,1e10])
add("sinh",mp.sinh,[-710,-20,-1,-0.1,1e-10,0.5,1,5,22.5,709.9])
add("cosh",mp.cosh,[-710,-20,-1,-0.1,1e-10,0.3,0.35,1,5,22.5,709.9])
add("tanh",mp.tanh,[-25,-5,-1,-0.1,1e-10,0.3,0.9,1.5,10,21])
pw=[[x,y,f(mp.power(mp.mpf(x),mp.mpf(y)))] for x,y in [(2,10),(2,0.5),(1.0001,252),(0.97,365.25),(10,-3),(10,308),(1e-5,3.3),(7.3,1/3),(0.5,1074),(1.0000000001,1e9),(123.456,7),(0.1,20),(3,40)]]
json.dump({"special":out,"elementary":el,"pow":pw}, open("math-vectors.json", "w"), indent=0)
